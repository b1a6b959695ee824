import { api, type SignInRule } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { IconCheck, IconX } from "@havendesk/shared/ui/icons";
import { Button, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { useSaving } from "../../rooms/useSaving";
import { useSession } from "../../session/session";
import { hasSecondStep } from "../factor";
import { useFresh } from "../fresh/useFresh";
import { useIdentities } from "../own/useIdentities";
import { Section } from "../page/Section";
import { usePeople } from "../page/usePeople";
import own from "../Security.module.css";
import { useSignInRule } from "./useSignInRule";

/** Whether agents come in by a sign-in service only; who may switch it on is whoever can put it right. */
export function OnlyProviders() {
  const query = useSignInRule();
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title={t("security.sso.only")}
      says={t("security.sso.onlySays")}
      query={query}
      stands={({ providersOnly }) =>
        providersOnly
          ? { tone: "good", words: t("security.sso.onlyOn") }
          : { tone: "plain", words: t("security.sso.onlyOff") }
      }
    >
      {({ providersOnly }) => (
        <div className={own.form}>
          {!providersOnly && <WayBack />}
          <div>
            <Button variant="default" size="sm" onClick={() => setAsking(true)}>
              {providersOnly ? t("security.sso.openOthers") : t("security.sso.closeOthers")}
            </Button>
          </div>
          {asking && <Change only={!providersOnly} onClose={() => setAsking(false)} />}
        </div>
      )}
    </Section>
  );
}

/** What has to stand before the other ways are closed, and how it stands. */
function WayBack() {
  const { agent, secondFactor } = useSession();
  const { data } = useIdentities();
  const linked = data?.some(({ linkedAt }) => linkedAt !== null);
  const toOwn = (words: string) => (
    <Link to="/settings/$section" params={{ section: "signin" }}>
      {words}
    </Link>
  );
  return (
    <div className={own.always}>
      <p className={own.alwaysTitle}>{t("security.sso.wayBack")}</p>
      <ul>
        <Met met={agent.role === "owner"} words={t("security.sso.need.owner")} />
        <Met
          met={hasSecondStep(secondFactor)}
          words={t("security.sso.need.step")}
          next={toOwn(t("security.setUpYours"))}
        />
        <Met
          met={linked === true}
          words={t("security.sso.need.tried")}
          next={toOwn(t("security.sso.tryYourself"))}
        />
      </ul>
    </div>
  );
}

function Met({ met, words, next }: { met: boolean; words: string; next?: ReactNode }) {
  const Icon = met ? IconCheck : IconX;
  return (
    <li className={met ? undefined : own.unmet}>
      <Icon size={14} stroke={2} aria-hidden />
      <span>
        {words} <VisuallyHidden>{met ? t("security.sso.met") : t("security.sso.unmet")}</VisuallyHidden>
        {!met && next}
      </span>
    </li>
  );
}

function Change({ only, onClose }: { only: boolean; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const { fresh, asking } = useFresh();
  const people = usePeople().data ?? [];
  const owners = people.filter(({ role }) => role === "owner").length;
  const change = async () => {
    const done = await save(
      async () =>
        queries.setQueryData(
          keys.signInRule,
          await fresh(() => api.put<SignInRule>("/rest/security/sign-in", { providersOnly: only })),
        ),
      { said: only ? t("security.sso.closed") : t("security.sso.opened") },
    );
    if (done) onClose();
  };
  if (asking) return asking;
  return (
    <Confirm
      title={only ? t("security.sso.closeTitle") : t("security.sso.openTitle")}
      action={only ? t("security.sso.closeOthers") : t("security.sso.openOthers")}
      busy={busy}
      onConfirm={() => void change()}
      onClose={onClose}
    >
      {only ? (
        <>
          <p>{t("security.sso.closeText", { count: people.length - owners })}</p>
          <p>{t("security.sso.closeOwners", { count: owners })}</p>
        </>
      ) : (
        <p>{t("security.sso.openText")}</p>
      )}
      <FormProblem problem={problem} />
    </Confirm>
  );
}
