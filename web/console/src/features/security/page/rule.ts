import type { Agent, FactorRule, Role } from "@havendesk/shared/api";

export const roles: Role[] = ["owner", "admin", "agent"];

/** Days to set it up that are offered. */
export const graces = [0, 3, 7, 14, 30];

const usual = 7;
const day = 86_400_000;

/** Whether what somebody is stands among these roles. Whoever has a role of the account's own is an agent as well. */
export const isAsked = (asked: string[], { role, customRole }: Pick<Agent, "role" | "customRole">): boolean =>
  asked.includes(role) || (customRole !== null && asked.includes(customRole.id));

export const isInForce = ({ from }: FactorRule, now: number): boolean =>
  from !== null && new Date(from).getTime() <= now;

/** The days that keep the date as it is when somebody else is asked besides; a week where there was none. */
export const graceAsItIs = ({ from }: FactorRule, now: number): number =>
  from === null ? usual : Math.max(0, Math.ceil((new Date(from).getTime() - now) / day));
