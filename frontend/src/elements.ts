import { PostureCoachCard } from "./card/posture-coach-card";
import { FaceTabs } from "./components/face-tabs";
import { NowFace } from "./components/now-face";
import { ProblemNote } from "./components/problem-note";
import { Ring } from "./components/ring";

/** What is seen at first. */
export const ELEMENTS = [FaceTabs, NowFace, PostureCoachCard, ProblemNote, Ring];
