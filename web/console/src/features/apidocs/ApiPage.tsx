import { api } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Copy, Empty, Failed } from "@havendesk/shared/ui";
import { IconSearch } from "@havendesk/shared/ui/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { keys } from "../../app/queries";
import { Page } from "../rooms/Room";
import room from "../rooms/Room.module.css";
import { useMay } from "../session/session";
import header from "../tickets/list/ListHeader.module.css";
import classes from "./Api.module.css";
import { found, sectionsOf, type Contract } from "./contract";
import { OperationView } from "./OperationView";

/** The contract of our REST API, to be read and searched. The words of the operations are the contract's own. */
export function ApiPage() {
  const { data, error, refetch } = useQuery({
    queryKey: keys.contract,
    queryFn: ({ signal }) => api.get<Contract>("/rest/openapi", {}, signal),
    staleTime: Infinity,
  });
  const { q = "" } = useSearch({ strict: false });
  const sections = useMemo(() => (data ? found(sectionsOf(data), q) : []), [data, q]);
  useEffect(() => {
    document.title = t("apiDocs.title");
  }, []);
  return (
    <div className={room.room}>
      <nav className={room.nav} aria-label={t("apiDocs.sections")}>
        <h2 className={room.title}>{t("apiDocs.title")}</h2>
        <ul className={room.sections}>
          {sections.map(({ name, operations }) => (
            <li key={name}>
              <a className={room.section} href={`#${anchor(name)}`}>
                <span className={classes.tag}>{name}</span>
                <span className={classes.count}>{operations.length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <main className={room.content} id="main" tabIndex={0}>
        <Page title={t("apiDocs.heading")} lead={t("apiDocs.lead")} action={<Files />}>
          <Begin />
          <Search q={q} />
          {error && !data && <Failed error={error} retry={() => void refetch()} />}
          {!data && !error && <Bone width={320} />}
          {data && sections.length === 0 && <Empty title={t("common.nothingFound")} />}
          {data &&
            sections.map(({ name, description, operations }) => (
              <section key={name} aria-labelledby={anchor(name)}>
                <h2 className={classes.section} id={anchor(name)}>
                  {name}
                </h2>
                <p className={room.lead} lang="en">
                  {description}
                </p>
                <Operations contract={data} operations={operations} />
              </section>
            ))}
        </Page>
      </main>
    </div>
  );
}

const anchor = (name: string) => name.toLowerCase().replaceAll(" ", "-");

function Operations({
  contract,
  operations,
}: {
  contract: Contract;
  operations: ReturnType<typeof sectionsOf>[number]["operations"];
}) {
  const hash = useLocation({ select: location => location.hash });
  return (
    <div className={classes.operations}>
      {operations.map(operation => (
        <OperationView
          key={operation.operationId}
          contract={contract}
          operation={operation}
          asked={hash === operation.operationId}
        />
      ))}
    </div>
  );
}

function Files() {
  return (
    <a href="/rest/openapi.yaml" download="openapi.yaml" className={classes.file}>
      openapi.yaml
    </a>
  );
}

/** What every request needs. */
function Begin() {
  const may = useMay();
  const curl = `curl '${location.origin}/rest/session' -H 'apikey: YOUR-KEY'`;
  return (
    <div className={classes.begin}>
      <p>
        {t("apiDocs.key")}{" "}
        {may("api.use") && (
          <Link to="/settings/$section" params={{ section: "apikeys" }}>
            {t("apiDocs.makeKey")}
          </Link>
        )}
      </p>
      <Code text={curl} />
      <p className={room.detail}>{t("apiDocs.rules")}</p>
    </div>
  );
}

function Code({ text }: { text: string }) {
  return (
    <div className={classes.code} dir="ltr">
      <pre>{text}</pre>
      <Copy text={text} />
    </div>
  );
}

function Search({ q }: { q: string }) {
  const navigate = useNavigate();
  return (
    <div className={header.search} role="search">
      <IconSearch size={15} className={header.glass} />
      <input
        type="search"
        value={q}
        placeholder={t("apiDocs.search")}
        aria-label={t("apiDocs.search")}
        onChange={event =>
          void navigate({ to: ".", search: { q: event.currentTarget.value || undefined }, replace: true })
        }
      />
    </div>
  );
}
