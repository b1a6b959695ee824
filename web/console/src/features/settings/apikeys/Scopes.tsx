import { api, type KeyScope, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Failed } from "@havendesk/shared/ui";
import { IconSearch } from "@havendesk/shared/ui/icons";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import own from "./ApiKeys.module.css";
import { byObject, isFound, isReading, textOf, titleOf } from "./scopes";

interface Props {
  chosen: string[];
  onChange: (scopes: string[]) => void;
}

/** What a program may do, one by one; only what is open to whoever makes the key. */
export function Scopes({ chosen, onChange }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.apiKeys, "scopes"],
    queryFn: ({ signal }) => api.get<Page<KeyScope>>("/rest/apikeys/scopes", {}, signal),
    staleTime: Infinity,
  });
  const [wanted, setWanted] = useState("");
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Bone width="60%" />;
  const useful = data.items.filter(scope => scope.useful).map(scope => scope.name);
  const found = useful.filter(scope => isFound(scope, wanted.trim()));
  const known = found.filter(textOf);
  const others = found.filter(scope => !textOf(scope));
  return (
    <div className={own.form}>
      <div className={classes.foot}>
        <TextInput
          className={own.search}
          type="search"
          leftSection={<IconSearch size={14} />}
          aria-label={t("security.keys.find")}
          placeholder={t("security.keys.find")}
          value={wanted}
          onChange={event => setWanted(event.currentTarget.value)}
        />
        <Button
          variant="default"
          onClick={() => onChange(useful.filter(scope => textOf(scope) && isReading(scope)))}
        >
          {t("security.keys.reading")}
        </Button>
        <Button variant="default" disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t("security.keys.clear")}
        </Button>
        <span className={classes.detail} role="status">
          {t("security.keys.chosen", { count: chosen.length })}
        </span>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={own.scopes} tabIndex={0} role="group" aria-label={t("security.keys.onlyThese")}>
        {byObject(known).map(([object, scopes]) => (
          <Group key={object} object={object} scopes={scopes} chosen={chosen} onChange={onChange} />
        ))}
        {others.length > 0 && <Others scopes={others} chosen={chosen} onChange={onChange} />}
        {found.length === 0 && <p className={own.nothing}>{t("common.nothingFound")}</p>}
      </div>
    </div>
  );
}

/** All that is about one thing, and a box for the whole of it. */
function Group({ object, scopes, chosen, onChange }: Props & { object: string; scopes: string[] }) {
  const has = scopes.filter(scope => chosen.includes(scope));
  const whole = has.length === scopes.length;
  const rest = chosen.filter(scope => !scopes.includes(scope));
  return (
    <fieldset className={own.group}>
      <legend>{titleOf(object)}</legend>
      <Checkbox
        size="xs"
        className={own.whole}
        classNames={{ label: own.title }}
        label={titleOf(object)}
        aria-label={t("security.keys.allOf", { what: titleOf(object) })}
        checked={whole}
        indeterminate={has.length > 0 && !whole}
        onChange={() => onChange(whole ? rest : [...rest, ...scopes])}
      />
      <Boxes scopes={scopes} chosen={chosen} onChange={onChange} />
    </fieldset>
  );
}

/** Words that programs for other help desks know, and that open nothing here. */
function Others({ scopes, chosen, onChange }: Props & { scopes: string[] }) {
  return (
    <details className={own.others}>
      <summary>{t("security.keys.others", { count: scopes.length })}</summary>
      <p className={classes.detail}>{t("security.keys.othersSay")}</p>
      <div className={own.group}>
        <Boxes scopes={scopes} chosen={chosen} onChange={onChange} />
      </div>
    </details>
  );
}

function Boxes({ scopes, chosen, onChange }: Props & { scopes: string[] }) {
  const toggle = (scope: string) =>
    onChange(chosen.includes(scope) ? chosen.filter(one => one !== scope) : [...chosen, scope]);
  return scopes.map(scope => (
    <Checkbox
      key={scope}
      size="xs"
      classNames={{ label: own.label, description: own.word }}
      label={textOf(scope) ?? scope}
      description={textOf(scope) && scope}
      checked={chosen.includes(scope)}
      onChange={() => toggle(scope)}
    />
  ));
}
