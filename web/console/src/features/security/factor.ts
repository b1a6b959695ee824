import type { SecondFactor } from "@havendesk/shared/api";

/** Whether somebody shows a second proof, be it an app's code or a passkey. */
export const hasSecondStep = ({ on, passkeys }: SecondFactor): boolean => on || passkeys > 0;
