import classes from "./Keys.module.css";

/** A label with the keys that do the same; "g i" is two keys one after the other. */
export function Keys({ text, keys }: { text?: string; keys: string }) {
  return (
    <span className={classes.label}>
      {text}
      <span className={classes.keys}>
        {keys.split(" ").map(key => (
          <kbd key={key} className={classes.key}>
            {key}
          </kbd>
        ))}
      </span>
    </span>
  );
}
