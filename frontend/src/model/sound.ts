/** Asks for sounds on this device where there are none, and for none where there are. */
export const TOGGLE_SOUND = "posture-coach-toggle-sound";
/** Tells the new state of the sounds of this device. */
export const SOUND = "posture-coach-sound";

/** Whether this device makes the sounds of a session; blocked until somebody touches the page. */
export type SoundState = "on" | "off" | "blocked" | "absent";
