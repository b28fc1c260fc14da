import { PostureCoachCard } from "./card/posture-coach-card";
import { BalanceFace } from "./components/balance-face";
import { BalanceForm } from "./components/balance-form";
import { CompactView } from "./components/compact-view";
import { DayStrip } from "./components/day-strip";
import { FaceTabs } from "./components/face-tabs";
import { LiveFace } from "./components/live-face";
import { NowFace } from "./components/now-face";
import { ProblemNote } from "./components/problem-note";
import { Ring } from "./components/ring";
import { RoutineFace } from "./components/routine-face";
import { TrendChart } from "./components/trend-chart";
import { WeekFace } from "./components/week-face";

/** Every element there is, to be defined at once. */
export const ELEMENTS = [
  BalanceFace,
  BalanceForm,
  CompactView,
  DayStrip,
  FaceTabs,
  LiveFace,
  NowFace,
  PostureCoachCard,
  ProblemNote,
  Ring,
  RoutineFace,
  TrendChart,
  WeekFace,
];
