import { useState } from "react";

/** To be spread over the row of a list. */
export type RowProps = ReturnType<ReturnType<typeof useArrival>["rowOf"]>;

/** The focus goes to the row of what was just added, as soon as it is there: it is read out by its name. */
export function useArrival() {
  const [arrived, arrive] = useState<string | null>(null);
  const rowOf = (id: string, name: string) =>
    id === arrived ? { ref: focus, tabIndex: -1, "aria-label": name } : {};
  return { arrive, rowOf };
}

const focus = (row: HTMLElement | null) => row?.focus();
