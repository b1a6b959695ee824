import { api, type Provider } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Copy, Modal } from "@havendesk/shared/ui";
import { Button, Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { entriesOf } from "../page/entries";
import { useFresh } from "../fresh/useFresh";
import own from "../Security.module.css";
import { brands, freeKey, issuerOf, kindOf, kinds, type Kind } from "./kinds";
import { useSignInRule } from "./useSignInRule";

interface Props {
  /** Nothing for one that is yet to be added. */
  provider: Provider | null;
  taken: string[];
  onMade: (key: string) => void;
  onClose: () => void;
}

/** A sign-in service by what its admins have at hand. What it must be told comes first, since it asks for that first. */
export function ProviderForm({ provider, taken, onMade, onClose }: Props) {
  const known = provider && kindOf(provider.issuer);
  const [kind, setKind] = useState<Kind>(known?.kind ?? "google");
  const [place, setPlace] = useState(known?.place ?? "");
  const [name, setName] = useState(provider?.name ?? brands.google);
  const [clientId, setClientId] = useState(provider?.clientId ?? "");
  const [clientSecret, setClientSecret] = useState("");
  const [vouches, setVouches] = useState(provider?.vouches ?? false);
  const [domains, setDomains] = useState(provider?.domains.join("\n") ?? "");
  const { busy, problem, save, errorOf } = useSaving();
  const { fresh, asking } = useFresh();
  const key = provider?.key ?? freeKey(kind, taken);

  const choose = (next: Kind) => {
    if (name === brands[kind]) setName(brands[next]);
    setKind(next);
    setPlace("");
  };
  const store = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = {
      name: name.trim(),
      issuer: issuerOf(kind, place),
      clientId: clientId.trim(),
      clientSecret: clientSecret.trim() || null,
      vouches,
      enabled: provider?.enabled ?? true,
      domains: entriesOf(domains),
    };
    const done = await save(() => fresh(() => api.put(`/rest/security/providers/${key}`, wanted)), {
      stale: keys.providers,
      said: provider ? t("common.saved") : t("security.sso.added", { name: wanted.name }),
    });
    if (!done) return;
    void queries.invalidateQueries({ queryKey: keys.identities });
    if (!provider) onMade(key);
    onClose();
  };

  if (asking) return asking;
  return (
    <Modal
      opened
      onClose={onClose}
      title={provider ? provider.name : t("security.sso.add")}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={own.sheet} onSubmit={event => void store(event)}>
        {!provider && (
          <NativeSelect
            label={t("security.sso.which")}
            data={kinds.map(value => ({ value, label: brands[value] || t("security.sso.other") }))}
            value={kind}
            data-autofocus
            onChange={event => choose(event.currentTarget.value as Kind)}
          />
        )}
        <div className={own.told}>
          <p className={own.text}>{t(`security.sso.how.${kind}`)}</p>
          <RedirectAddress provider={provider} keyOf={key} />
        </div>
        {kind === "google" ? (
          <FieldProblem words={errorOf("issuer")} />
        ) : (
          <TextInput
            label={t(`security.sso.place.${kind}`)}
            description={t(`security.sso.placeSays.${kind}`)}
            placeholder={examples[kind]}
            classNames={{ input: own.networks }}
            spellCheck={false}
            autoCapitalize="none"
            value={place}
            error={errorOf("issuer")}
            onChange={event => setPlace(event.currentTarget.value)}
          />
        )}
        <div className={classes.pair}>
          <TextInput
            label={t("security.sso.clientId")}
            classNames={{ input: own.networks }}
            spellCheck={false}
            autoComplete="off"
            maxLength={255}
            value={clientId}
            error={errorOf("clientId")}
            onChange={event => setClientId(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("security.sso.clientSecret")}
            placeholder={provider ? t("security.sso.secretKept") : undefined}
            autoComplete="off"
            maxLength={500}
            value={clientSecret}
            error={errorOf("clientSecret")}
            onChange={event => setClientSecret(event.currentTarget.value)}
          />
        </div>
        <TextInput
          label={t("security.sso.name")}
          description={t("security.sso.nameSays")}
          maxLength={60}
          value={name}
          error={errorOf("name") ?? errorOf("key")}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t("security.sso.domains")}
          description={t("security.sso.domainsSay")}
          placeholder="acme.test"
          rows={2}
          classNames={{ input: own.networks }}
          spellCheck={false}
          autoCapitalize="none"
          value={domains}
          error={errorOf("domains")}
          onChange={event => setDomains(event.currentTarget.value)}
        />
        <Checkbox
          size="xs"
          classNames={{ label: own.choice, description: own.choiceSays }}
          label={t("security.sso.vouches")}
          description={t("security.sso.vouchesSays")}
          checked={vouches}
          onChange={event => setVouches(event.currentTarget.checked)}
        />
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button
            type="submit"
            size="sm"
            loading={busy}
            disabled={!name.trim() || !clientId.trim() || (kind !== "google" && !place.trim())}
          >
            {provider ? t("common.save") : t("security.sso.check")}
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const examples: Record<Exclude<Kind, "google">, string> = {
  microsoft: "00000000-0000-0000-0000-000000000000",
  okta: "acme.okta.com",
  keycloak: "https://id.acme.test/realms/acme",
  other: "https://id.acme.test",
};

/** To be given to the service, letter by letter. */
function RedirectAddress({ provider, keyOf }: { provider: Provider | null; keyOf: string }) {
  const { data } = useSignInRule();
  const address = provider?.redirectUri ?? data?.redirectUri.replace("{key}", keyOf);
  return (
    <div>
      <p className={own.alwaysTitle}>{t("security.sso.redirect")}</p>
      <p className={own.command}>
        <code dir="ltr">{address ?? "…"}</code>
        {address && <Copy text={address} />}
      </p>
    </div>
  );
}

function FieldProblem({ words }: { words: string | undefined }) {
  return (
    words && (
      <p className={classes.problem} role="alert">
        {words}
      </p>
    )
  );
}
