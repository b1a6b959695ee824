import type { Because, Judgement, Reason, ReasonKind, Verdict } from "@havendesk/shared/api";
import { formatNumber, percent, t, template } from "@havendesk/shared/i18n";

const sure = [
  [0.995, "certainlySpam"],
  [0.95, "veryLikelySpam"],
  [0.75, "probablySpam"],
  [0.5, "ratherSpam"],
  [0.25, "ratherGood"],
  [0.05, "probablyGood"],
  [0.005, "veryLikelyGood"],
  [0, "certainlyGood"],
] as const;

/** How sure the filter was, in words. */
export function sureness(probability: number): string {
  const step = sure.find(([least]) => probability >= least) ?? sure[sure.length - 1]!;
  return t(`spam.sure.${step[1]}`);
}

/** The same as a share; at the ends nothing is as certain as it would look rounded. */
export function share(probability: number): string {
  if (probability > 0.999) return t("spam.over", { share: percent(0.999, 1) });
  if (probability < 0.001) return t("spam.under", { share: percent(0.001, 1) });
  return percent(probability, probability > 0.99 || probability < 0.01 ? 1 : 0);
}

const verdicts: Record<Verdict, "letThrough" | "suspected" | "held"> = {
  inbox: "letThrough",
  suspected: "suspected",
  quarantine: "held",
};

export const verdictOf = (verdict: Verdict): string => t(`spam.verdict.${verdicts[verdict]}`);

export const decidedBy = (because: Because): string => t(`spam.because.${because}`);

/** What an agent said afterwards, if anybody did. */
export function saidSince({ spam }: Judgement): string | undefined {
  if (spam === null || spam === undefined) return undefined;
  return spam ? t("spam.said.spam") : t("spam.said.good");
}

/** What a word was; nothing where the word itself says it. */
export const kindOf = (kind: ReasonKind): string | undefined =>
  kind === "capitals" || kind === "number" ? undefined : (template(`spam.kind.${kind}`) ?? kind);

const number = /^#0x(\d+)$/;

/** What weighed, as a person would call it: the filter has short names for what is no word. */
export function wordOf({ kind, word }: Reason): string {
  if (kind === "capitals") return t("spam.word.capitals");
  if (kind === "number") {
    const digits = number.exec(word)?.[1];
    return digits
      ? t("spam.word.digits", { count: Number(digits) })
      : t("spam.word.like", { form: formOf(word) });
  }
  if (kind === "markup") return template(`spam.tag.${tagOf(word)}`) ?? word;
  if (isDomain(kind, word)) return word.slice(1);
  if (word === "url:" || (kind === "link" && word === "")) return t("spam.word.link");
  if (kind === "attachment" && word.startsWith(".")) return t("spam.word.ending", { ending: word });
  return word;
}

const places: ReasonKind[] = ["sender", "recipient", "route"];

/** `.example.org` is the domain above a host. */
const isDomain = (kind: ReasonKind, word: string) =>
  places.includes(kind) && word.startsWith(".") && word.indexOf(".", 1) > 0;

/** `#0x2a` is the shape of 25th: shown as 00a. */
const formOf = (word: string) =>
  word.slice(1).replace(/0x(\d+)/g, (_, digits: string) => "0".repeat(Math.min(Number(digits), 12)));

/** `<img src>` and `<img>` are pictures; of `<bgcolor=red>` the name says enough. */
const tagOf = (word: string) => /^<!?([a-z0-9]+)/.exec(word)?.[1] ?? "";

export interface Weighed {
  for: Reason[];
  against: Reason[];
}

/** The reasons that spoke for spam and those that spoke against, the heaviest first; the same said twice stands once. */
export function weigh(reasons: Reason[]): Weighed {
  const seen = new Set<string>();
  const once = reasons
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .filter(reason => {
      const said = `${reason.kind} ${wordOf(reason)}`;
      return seen.has(said) ? false : seen.add(said);
    });
  return {
    for: once.filter(reason => reason.weight > 0),
    against: once.filter(reason => reason.weight < 0),
  };
}

export type Weight = "strong" | "some" | "little";

/** How much a reason weighs beside the heaviest of all. */
export function weightOf(reason: Reason, reasons: Reason[]): Weight {
  const most = Math.max(...reasons.map(each => Math.abs(each.weight)));
  const part = most === 0 ? 0 : Math.abs(reason.weight) / most;
  return part >= 0.66 ? "strong" : part >= 0.33 ? "some" : "little";
}

/** One in how many, in round numbers: 0.0015 is one in 700. */
export function oneIn(part: number): string {
  const many = 1 / part;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(many)));
  return formatNumber(Math.round(many / step) * step);
}
