import { api } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Copy, Failed } from "@havendesk/shared/ui";
import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import own from "./Spam.module.css";

/** What comes before the filter: addresses that nobody uses, and servers whose word is believed. */
export function Doors() {
  return (
    <>
      <section className={own.part} aria-labelledby="spam-traps">
        <Head id="spam-traps" title={t("spam.traps")} text={t("spam.trapsSays")} />
        <Lines
          name="traps"
          path="/rest/spam/traps"
          queryKey={keys.spamTraps}
          label={t("spam.trapsLabel")}
          placeholder={"press-office@example.org"}
          Below={Hidden}
        />
      </section>
      <section className={classes.part} aria-labelledby="spam-relays">
        <Head id="spam-relays" title={t("spam.relays")} text={t("spam.relaysSays")} />
        <Lines
          name="relays"
          path="/rest/spam/relays"
          queryKey={keys.spamRelays}
          label={t("spam.relaysLabel")}
          placeholder={"mx.example.org\n192.0.2.0/24"}
        />
      </section>
    </>
  );
}

const Head = ({ id, title, text }: { id: string; title: string; text: string }) => (
  <div>
    <h2 className={classes.partTitle} id={id}>
      {title}
    </h2>
    <p className={classes.lead}>{text}</p>
  </div>
);

interface List {
  name: "traps" | "relays";
  path: string;
  queryKey: readonly string[];
  label: string;
  placeholder: string;
  /** What belongs to what is stored. */
  Below?: (props: { stored: string[] }) => ReactNode;
}

function Lines({ name, path, queryKey, Below, ...look }: List) {
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.get<Record<string, string[]>>(path, {}, signal))[name] ?? [],
  });
  if (!data && error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <div className={own.part} role="status" aria-label={t("common.loading")}>
        <Bone width="60%" height={84} />
      </div>
    );
  }
  return (
    <>
      <Form key={data.join("\n")} name={name} path={path} queryKey={queryKey} stored={data} {...look} />
      {Below && <Below stored={data} />}
    </>
  );
}

function Form({
  name,
  path,
  queryKey,
  label,
  placeholder,
  stored,
}: Omit<List, "Below"> & { stored: string[] }) {
  const before = stored.join("\n");
  const [text, setText] = useState(before);
  const { busy, problem, save, errorOf } = useSaving();
  const lines = text
    .split(/[\n,;]/)
    .map(line => line.trim())
    .filter(line => line !== "");
  const store = async () => {
    const answer = await api.put<Record<string, string[]>>(path, { [name]: lines });
    queries.setQueryData(queryKey, answer[name]);
  };
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault();
        void save(store, { said: t("common.saved") });
      }}
    >
      <Textarea
        label={label}
        description={t("spam.oneALine")}
        placeholder={placeholder}
        value={text}
        error={errorOf(name)}
        rows={4}
        autoComplete="off"
        spellCheck={false}
        onChange={event => setText(event.currentTarget.value)}
      />
      <FormProblem problem={problem} />
      <div>
        <Button type="submit" size="sm" loading={busy} disabled={lines.join("\n") === before}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

/** How a trap stands on a page so that machines find it and nobody else does. */
const hidden = (trap: string) =>
  `<a href="mailto:${trap}" style="display:none" tabindex="-1" aria-hidden="true" rel="nofollow">${trap}</a>`;

function Hidden({ stored }: { stored: string[] }) {
  if (stored.length === 0) return null;
  const html = stored.map(hidden).join("\n");
  return (
    <div className={own.snippet}>
      <div className={classes.head}>
        <p className={classes.lead}>{t("spam.trapsHtml")}</p>
        <Copy text={html} />
      </div>
      <pre className={own.html}>{html}</pre>
    </div>
  );
}
