import { SessionDevice } from "./card/session-device";
import { BalanceFace } from "./components/balance-face";
import { BalanceForm } from "./components/balance-form";
import { CheckIn } from "./components/check-in";
import { CompactView } from "./components/compact-view";
import { DayStrip } from "./components/day-strip";
import { LiveControls } from "./components/live-controls";
import { LiveFace } from "./components/live-face";
import { RoutineFace } from "./components/routine-face";
import { TrendChart } from "./components/trend-chart";
import { WeekFace } from "./components/week-face";
// What is there already is used again, from the file that it came in.
import "./elements";
import texts from "./localize/en-later.json";
import { learn } from "./localize/words";

learn(texts);

/** What is seen once somebody looks further, or a session runs. */
export const FACES = [
  BalanceFace,
  BalanceForm,
  CheckIn,
  CompactView,
  DayStrip,
  LiveControls,
  LiveFace,
  RoutineFace,
  SessionDevice,
  TrendChart,
  WeekFace,
];
