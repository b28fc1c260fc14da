import { PostureCoachCard } from "./card/posture-coach-card";
import { AxisAnswer } from "./components/axis-answer";
import { BalanceFace } from "./components/balance-face";
import { BalanceForm } from "./components/balance-form";
import { BalanceMeasured } from "./components/balance-measured";
import { BalanceResult } from "./components/balance-result";
import { CompactView } from "./components/compact-view";
import { DayStrip } from "./components/day-strip";
import { FaceTabs } from "./components/face-tabs";
import { Feet } from "./components/feet";
import { LiveFace } from "./components/live-face";
import { NowFace } from "./components/now-face";
import { ProblemNote } from "./components/problem-note";
import { Ring } from "./components/ring";
import { RoutineFace } from "./components/routine-face";
import { TrendChart } from "./components/trend-chart";
import { WeekFace } from "./components/week-face";

/** Every element there is, to be defined at once. */
export const ELEMENTS = [
  AxisAnswer,
  BalanceFace,
  BalanceForm,
  BalanceMeasured,
  BalanceResult,
  CompactView,
  DayStrip,
  FaceTabs,
  Feet,
  LiveFace,
  NowFace,
  PostureCoachCard,
  ProblemNote,
  Ring,
  RoutineFace,
  TrendChart,
  WeekFace,
];
