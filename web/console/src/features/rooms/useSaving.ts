import { problemOf, type Problem } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { reasonOf, toast } from "@havendesk/shared/ui";
import { useState } from "react";
import { queries } from "../../app/queries";

interface Outcome {
  /** What has gone stale. */
  stale?: readonly unknown[];
  said?: string;
}

/** Runs something that stores, knows whether it is under way, and keeps why it failed for the form to show. */
export function useSaving() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async (work: () => Promise<unknown>, { stale, said }: Outcome = {}): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      if (stale) await queries.invalidateQueries({ queryKey: stale });
      if (said) toast(said);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, save, errorOf: (field: string) => problem?.errors[field] };
}

/** For a button in a list: what fails is told in a toast. */
export async function attempt(work: () => Promise<unknown>, { stale, said }: Outcome = {}): Promise<void> {
  try {
    await work();
    if (said) toast(said);
  } catch (error) {
    toast(t("done.failed", { reason: reasonOf(error) }), { tone: "bad" });
  }
  if (stale) await queries.invalidateQueries({ queryKey: stale });
}
