import type { Session } from "@havendesk/shared/api";
import { directionOf } from "@havendesk/shared/i18n";
import { Failed, Floating, theme, Toasts, variables } from "@havendesk/shared/ui";
import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useSpoken } from "../features/session/session";
import { useScheme } from "./appearance";
import { nonce } from "./nonce";
import { queries } from "./queries";
import type { Router } from "./router";

/** Draws nothing but the ground until it is known who is here and which language they speak. */
export function App({ begun, router }: { begun: Promise<Session>; router: Router }) {
  const locale = useSpoken();
  const scheme = useScheme();
  const [state, setState] = useState<"waiting" | "here" | { error: unknown }>("waiting");
  useEffect(() => {
    begun.then(
      () => setState("here"),
      (error: unknown) => setState({ error }),
    );
  }, [begun]);

  if (!locale || state === "waiting") return null;
  const direction = directionOf(locale);
  return (
    <DirectionProvider key={locale} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        forceColorScheme={scheme}
        getStyleNonce={() => nonce}
        deduplicateInlineStyles
      >
        <QueryClientProvider client={queries}>
          {state === "here" ? (
            <RouterProvider router={router} />
          ) : (
            <Failed error={state.error} retry={() => location.reload()} />
          )}
          <Floating />
          <Toasts />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
