import type { Role } from "@havendesk/shared/api";
import type { useMay } from "../../session/session";

export type May = ReturnType<typeof useMay>;

/** Nobody touches those who may more than they may give. */
export const mayTouch = (role: Role, may: May) =>
  role === "owner" ? may("owners.manage") : role === "admin" ? may("admins.manage") : true;
