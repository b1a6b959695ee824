import { t } from "@havendesk/shared/i18n";
import { Copy } from "@havendesk/shared/ui";
import { IconChevronDown } from "@havendesk/shared/ui/icons";
import { useEffect, useRef, useState, type ReactNode } from "react";
import room from "../rooms/Room.module.css";
import classes from "./Api.module.css";
import {
  answersOf,
  bodyOf,
  curlOf,
  fieldsOf,
  typeName,
  type Contract,
  type Operation,
  type Schema,
} from "./contract";

interface Props {
  contract: Contract;
  operation: Operation;
}

/** One operation; what it takes and answers shows when it is opened, or was asked for in the page's address. */
export function OperationView({ contract, operation, asked }: Props & { asked: boolean }) {
  const [open, setOpen] = useState(asked);
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!asked) return;
    setOpen(true);
    element.current?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [asked]);
  return (
    <details
      ref={element}
      className={classes.operation}
      id={operation.operationId}
      open={open}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <span className={classes.method} data-method={operation.method}>
          {operation.method}
        </span>
        <span className={classes.path} dir="ltr">
          {operation.path.replace(/^\/rest/, "")}
        </span>
        <span className={classes.does} lang="en">
          {operation.summary}
        </span>
        <IconChevronDown size={15} className={classes.chevron} />
      </summary>
      {open && <Inside contract={contract} operation={operation} />}
    </details>
  );
}

function Inside({ contract, operation }: Props) {
  const body = bodyOf(operation);
  const parameters = operation.parameters ?? [];
  const curl = curlOf(contract, operation, location.origin);
  return (
    <div className={classes.inside}>
      {operation.description && <p lang="en">{operation.description}</p>}
      {parameters.length > 0 && (
        <Part title={t("apiDocs.parameters")}>
          <Table
            rows={parameters.map(({ name, in: place, required = false, schema = {} }) => ({
              name,
              depth: 0,
              required,
              type: typeName(schema),
              description: t(`apiDocs.in.${place}`),
            }))}
          />
        </Part>
      )}
      {body && (
        <Part title={t("apiDocs.body")} aside={body.type}>
          <Shape contract={contract} schema={body.schema} />
        </Part>
      )}
      {answersOf(contract, operation).map(({ status, description, schema }) => (
        <Part
          key={status}
          title={status === "default" ? t("apiDocs.refused") : t("apiDocs.answer", { status })}
          aside={schema ? typeName(schema) : status === "default" ? description : undefined}
        >
          {schema && status !== "default" && <Shape contract={contract} schema={schema} />}
        </Part>
      ))}
      <Part title="curl">
        <div className={classes.code} dir="ltr">
          <pre>{curl}</pre>
          <Copy text={curl} />
        </div>
      </Part>
    </div>
  );
}

function Part({ title, aside, children }: { title: string; aside?: string; children?: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3 className={classes.partTitle}>
        {title} {aside && <span className={room.detail}>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

function Shape({ contract, schema }: { contract: Contract; schema: Schema }) {
  const fields = fieldsOf(contract, schema);
  return fields.length > 0 ? <Table rows={fields} /> : null;
}

interface Row {
  name: string;
  depth: number;
  type: string;
  required: boolean;
  description?: string;
}

function Table({ rows }: { rows: Row[] }) {
  return (
    <table className={classes.table} dir="ltr">
      <thead className={classes.unseen}>
        <tr>
          <th>{t("apiDocs.name")}</th>
          <th>{t("apiDocs.type")}</th>
          <th>{t("apiDocs.meaning")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, depth, type, required, description }, position) => (
          <tr key={position}>
            <th scope="row" style={{ paddingInlineStart: depth * 18 }}>
              <code>{name}</code>
            </th>
            <td>{type}</td>
            <td>
              {required && <span className={classes.required}>{t("apiDocs.required")}</span>} {description}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
