import { Menu, VisuallyHidden } from "@mantine/core";
import { useId, useRef, useState, type ReactNode } from "react";
import { t } from "../../i18n";
import { IconButton } from "../IconButton";
import { IconDownload, IconTable } from "../icons";
import { saveFile } from "../saveFile";
import { csvOf, pngOf } from "./saving";
import classes from "./Plot.module.css";

export interface Table {
  columns: string[];
  /** The first of each row is its name. */
  rows: (string | number)[][];
}

interface Props {
  /** What the plot shows, as a sentence. */
  finding: string;
  /** How to read it. */
  explained?: string;
  /** The same numbers. */
  table: Table;
  /** The name that saved files get, without an ending. */
  file: string;
  children: ReactNode;
}

/**
 * A plot with its finding above it. The same numbers are there as a table: always for those who listen, at a click for
 * those who look; and both can be saved.
 */
export function Figure({ finding, explained, table, file, children }: Props) {
  const [asTable, setAsTable] = useState(false);
  const drawing = useRef<HTMLDivElement>(null);
  const title = useId();
  const savePicture = () => {
    const svg = drawing.current?.querySelector("svg");
    if (svg) void pngOf(svg, finding).then(picture => saveFile(picture, `${file}.png`));
  };
  return (
    <figure className={classes.figure} aria-labelledby={title}>
      <div className={classes.head}>
        <figcaption>
          <h3 className={classes.finding} id={title}>
            {finding}
          </h3>
          {explained && <p className={classes.explained}>{explained}</p>}
        </figcaption>
        <span className={classes.tools}>
          <IconButton
            label={t("plot.asTable")}
            aria-pressed={asTable}
            color={asTable ? "accent" : "gray"}
            onClick={() => setAsTable(!asTable)}
          >
            <IconTable size={16} />
          </IconButton>
          <Menu position="bottom-end" width={180}>
            <Menu.Target>
              <IconButton label={t("plot.save")}>
                <IconDownload size={16} />
              </IconButton>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                onClick={() => saveFile(new Blob([csvOf(table)], { type: "text/csv" }), `${file}.csv`)}
              >
                {t("plot.csv")}
              </Menu.Item>
              {!asTable && <Menu.Item onClick={savePicture}>{t("plot.png")}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </span>
      </div>
      {asTable ? (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={finding}>
          <Numbers table={table} caption={finding} />
        </div>
      ) : (
        <>
          <div ref={drawing} aria-hidden>
            {children}
          </div>
          <VisuallyHidden>
            <Numbers table={table} caption={finding} />
          </VisuallyHidden>
        </>
      )}
    </figure>
  );
}

function Numbers({ table, caption }: { table: Table; caption: string }) {
  return (
    <table className={classes.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {table.columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([name, ...values], position) => (
          <tr key={position}>
            <th scope="row">{name}</th>
            {values.map((value, column) => (
              <td key={column}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
