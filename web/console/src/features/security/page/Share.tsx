import own from "../Security.module.css";

/** How many of all, in words and as a bar. */
export function Share({ part, of, words }: { part: number; of: number; words: string }) {
  return (
    <div className={own.share}>
      <p className={own.text}>{words}</p>
      <svg className={own.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden>
        <rect width={of > 0 ? (100 * part) / of : 0} height={1} />
      </svg>
    </div>
  );
}
