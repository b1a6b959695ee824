import "@havendesk/shared/ui/fonts.css";
import "@havendesk/shared/ui/mantine.css";
import "@havendesk/shared/ui/tokens.css";
import "@havendesk/shared/ui/base.css";
import { onSignedOut } from "@havendesk/shared/api";
import { setNonce } from "get-nonce";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { nonce } from "./app/nonce";
import { makeRouter } from "./app/router";
import { showTheme, storedTheme } from "./app/appearance";
import { beginSession, goToSignIn } from "./features/session/session";

if (nonce) setNonce(nonce);
showTheme(storedTheme());
onSignedOut(goToSignIn);

const begun = beginSession();
createRoot(document.getElementById("root")!).render(<App begun={begun} router={makeRouter()} />);
