import { BalanceFace } from "./components/balance-face";
import { LiveFace } from "./components/live-face";
import { NowFace } from "./components/now-face";
import { Ring } from "./components/ring";
import { RoutineFace } from "./components/routine-face";
import { WeekFace } from "./components/week-face";

/** Every element there is, to be defined at once. */
export const ELEMENTS = [BalanceFace, LiveFace, NowFace, Ring, RoutineFace, WeekFace];
