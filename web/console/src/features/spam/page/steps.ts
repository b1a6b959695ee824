/** How careful the filter is: the share of good mail that may be held back by mistake. */
export const steps = [
  { name: "veryCareful", loss: 0.0005 },
  { name: "careful", loss: 0.0015 },
  { name: "firm", loss: 0.005 },
  { name: "strict", loss: 0.02 },
] as const;

export type Step = (typeof steps)[number]["name"];

/** The step that a share is; undefined for one that was set by a program and is none of ours. */
export const stepOf = (loss: number): Step | undefined =>
  steps.find(step => Math.abs(step.loss - loss) < step.loss / 100)?.name;
