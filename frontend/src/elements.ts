import { PostureCoachCard } from "./card/posture-coach-card";
import { CompactView } from "./components/compact-view";
import { FaceTabs } from "./components/face-tabs";
import { NowFace } from "./components/now-face";
import { ProblemNote } from "./components/problem-note";
import { Ring } from "./components/ring";

/** What is seen at first. */
export const ELEMENTS = [CompactView, FaceTabs, NowFace, PostureCoachCard, ProblemNote, Ring];
