import classes from "./Bone.module.css";

/** A piece of a skeleton: it has the size of what comes. */
export function Bone({
  width,
  height = 10,
  round = false,
}: {
  width: number | string;
  height?: number;
  round?: boolean;
}) {
  return (
    <span
      className={classes.bone}
      style={{ inlineSize: width, blockSize: height, borderRadius: round ? "50%" : undefined }}
      aria-hidden
    />
  );
}
