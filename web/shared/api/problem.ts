/** What the server answers when it refuses (RFC 9457), or what stands for it when no answer came. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string | null;
  readonly errors: Record<string, string>;
  /** The kind of refusal, as a URN. */
  readonly type: string;

  constructor(
    status: number,
    title: string,
    detail: string | null,
    errors: Record<string, string> = {},
    type = "about:blank",
  ) {
    super(detail || title);
    this.name = "Problem";
    this.status = status;
    this.detail = detail;
    this.errors = errors;
    this.type = type;
  }

  /** No answer at all: the network or the server is away. */
  get offline(): boolean {
    return this.status === 0;
  }
}

/** A part of the console that could not be fetched. What goes wrong besides is a mistake of ours, without words for people. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const isUnanswered = error instanceof TypeError && /import/i.test(error.message);
  return new Problem(isUnanswered ? 0 : -1, "", null);
}
