import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./Parts.module.css";

export interface Part {
  key: string;
  label: string;
  Content: () => ReactNode;
}

/** The parts of a page that holds too much for one; which of them is open stands in the address. */
export function Parts({ label, section, parts }: { label: string; section: string; parts: Part[] }) {
  const { part } = useSearch({ strict: false }) as { part?: string };
  const current = parts.find(({ key }) => key === part) ?? parts[0]!;
  return (
    <>
      <nav aria-label={label}>
        <ul className={classes.parts}>
          {parts.map(({ key, label: name }, position) => (
            <li key={key}>
              <Link
                to="/settings/$section"
                params={{ section }}
                search={(position === 0 ? {} : { part: key }) as object}
                className={classes.part}
                activeOptions={{ exact: true, includeSearch: true }}
                aria-current={key === current.key ? "page" : undefined}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <current.Content key={current.key} />
    </>
  );
}
