import { Problem } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { useState, type ReactNode } from "react";
import { useSession } from "../../session/session";
import { ShowAgain } from "./ShowAgain";

const stale = "urn:havendesk:problem.forbidden.stale";

interface Asked {
  goOn: () => void;
  giveUp: () => void;
}

/** Runs what needs a fresh session, and where it is not fresh asks first who one is. */
export function useFresh(): {
  fresh: <T>(work: () => Promise<T>) => Promise<T>;
  asking: ReactNode;
} {
  const { secondFactor } = useSession();
  const [asked, setAsked] = useState<Asked | null>(null);
  const fresh = async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || error.type !== stale) throw error;
      await new Promise<void>((resolve, reject) =>
        setAsked({
          goOn: resolve,
          giveUp: () => reject(new Problem(400, t("security.notShown"), null)),
        }),
      );
      return work();
    }
  };
  const answer = (how: keyof Asked) => {
    asked?.[how]();
    setAsked(null);
  };
  const asking = asked && (
    <ShowAgain factor={secondFactor} onShown={() => answer("goOn")} onClose={() => answer("giveUp")} />
  );
  return { fresh, asking };
}
