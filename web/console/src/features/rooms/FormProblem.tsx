import type { Problem } from "@havendesk/shared/api";
import { reasonOf } from "@havendesk/shared/ui";
import classes from "./Room.module.css";

/** Why a form was not stored, unless its fields say it. */
export function FormProblem({ problem }: { problem: Problem | null }) {
  if (!problem || Object.keys(problem.errors).length > 0) return null;
  return (
    <p className={classes.problem} role="alert">
      {reasonOf(problem)}
    </p>
  );
}
