import { api, type Page as PageOf, type SignedInBrowser } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Confirm, Time } from "@havendesk/shared/ui";
import { IconDesktop, IconPhone } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";
import own from "../Security.module.css";

/** The browsers in which one is signed in, this one first. */
export function Browsers() {
  const query = useQuery({
    queryKey: keys.browsers,
    queryFn: ({ signal }) => api.get<PageOf<SignedInBrowser>>("/rest/sessions", {}, signal),
    staleTime: 0,
  });
  const [ending, setEnding] = useState(false);
  const items = query.data?.items.toSorted(byUse);
  const others = items?.filter(browser => !browser.current).length ?? 0;
  return (
    <section className={classes.part} aria-labelledby="browsers">
      <div className={classes.head}>
        <div>
          <h2 className={classes.partTitle} id="browsers">
            {t("security.browsers")}
          </h2>
          <p className={classes.lead}>{t("security.browsersSays")}</p>
        </div>
        {others > 0 && (
          <Button variant="default" onClick={() => setEnding(true)}>
            {t("security.endOthers")}
          </Button>
        )}
      </div>
      <Rows query={query} items={items} empty={{ title: t("security.noBrowsers") }}>
        {browser => <BrowserRow key={browser.id} browser={browser} />}
      </Rows>
      {ending && (
        <Confirm
          title={t("security.endOthersTitle")}
          action={t("security.endOthers")}
          onConfirm={() => {
            setEnding(false);
            void attempt(() => api.delete("/rest/sessions"), {
              stale: keys.browsers,
              said: t("security.endedMany", { count: others }),
            });
          }}
          onClose={() => setEnding(false)}
        >
          {t("security.endOthersText", { count: others })}
        </Confirm>
      )}
    </section>
  );
}

const byUse = (a: SignedInBrowser, b: SignedInBrowser) =>
  Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt);

const handheld = ["Android", "iPhone", "iPad"];

function BrowserRow({ browser }: { browser: SignedInBrowser }) {
  const { id, system, network, current, createdAt, lastSeenAt } = browser;
  const name = nameOf(browser);
  const Icon = handheld.includes(system) ? IconPhone : IconDesktop;
  return (
    <li className={own.row}>
      <Icon size={20} stroke={1.6} className={own.device} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.detail}>
          {network && <bdi>{t("security.from", { network })}</bdi>}
          {network && " · "}
          {t("security.signedIn", { time: dateAndTime(createdAt) })}
        </span>
      </span>
      {current ? (
        <span className={clsx(classes.state, classes.good, own.thisOne)}>{t("security.thisOne")}</span>
      ) : (
        <>
          <span className={classes.detail}>
            <Time at={lastSeenAt} />
          </span>
          <Button
            variant="default"
            aria-label={t("security.endOf", { name })}
            onClick={() =>
              void attempt(() => api.delete(`/rest/sessions/${id}`), {
                stale: keys.browsers,
                said: t("security.ended", { name }),
              })
            }
          >
            {t("security.end")}
          </Button>
        </>
      )}
    </li>
  );
}

const nameOf = ({ browser, system }: SignedInBrowser) =>
  browser && system
    ? t("security.browserOn", { browser, system })
    : browser || system || t("security.unknownBrowser");
