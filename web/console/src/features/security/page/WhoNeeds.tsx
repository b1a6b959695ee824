import type { CustomRole } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Checkbox, Stack } from "@mantine/core";
import own from "../Security.module.css";
import { roles } from "./rule";

/** The roles that can be asked for a second step: those of every account, then the account's own. */
export function WhoNeeds(props: {
  own: CustomRole[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const { chosen, onChange } = props;
  const allAgents = chosen.includes("agent");
  const toggle = (role: string) =>
    onChange(chosen.includes(role) ? chosen.filter(one => one !== role) : [...chosen, role]);
  return (
    <fieldset className={own.choices}>
      <legend>{t("security.whoNeeds")}</legend>
      <Stack gap="xs">
        {roles.map(role => (
          <Checkbox
            key={role}
            size="xs"
            classNames={{ label: own.choice, description: own.choiceSays }}
            label={t(`security.all.${role}`)}
            description={role === "agent" && props.own.length > 0 ? t("security.all.agentSays") : undefined}
            checked={chosen.includes(role)}
            onChange={() => toggle(role)}
          />
        ))}
        {props.own.map(role => (
          <Checkbox
            key={role.id}
            className={own.within}
            size="xs"
            classNames={{ label: own.choice }}
            label={<bdi>{role.name}</bdi>}
            checked={allAgents || chosen.includes(role.id)}
            disabled={allAgents}
            onChange={() => toggle(role.id)}
          />
        ))}
      </Stack>
    </fieldset>
  );
}
