import type { Security } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { NativeSelect, TextInput } from "@mantine/core";
import classes from "../rooms/Room.module.css";

interface Host {
  host: string;
  port: number;
  security: Security;
}

interface Props {
  value: Host;
  ports: Record<Security, number>;
  errorOf: (field: string) => string | undefined;
  onChange: (part: Partial<Host>) => void;
}

/** Where a mail server is. The usual port follows the kind of encryption. */
export function HostFields({ value, ports, errorOf, onChange }: Props) {
  return (
    <div className={classes.port}>
      <TextInput
        label={t("server.host")}
        value={value.host}
        error={errorOf("host")}
        required
        inputMode="url"
        autoComplete="off"
        onChange={event => onChange({ host: event.currentTarget.value.trim() })}
      />
      <TextInput
        label={t("server.port")}
        value={value.port || ""}
        error={errorOf("port")}
        required
        inputMode="numeric"
        onChange={event => onChange({ port: Number(event.currentTarget.value.replace(/\D/g, "")) })}
      />
      <NativeSelect
        label={t("server.security")}
        data={(["tls", "starttls", "none"] as const).map(security => ({
          value: security,
          label: t(`security.${security}`),
        }))}
        value={value.security}
        error={errorOf("security")}
        onChange={event => {
          const security = event.currentTarget.value as Security;
          onChange({ security, port: ports[security] });
        }}
      />
    </div>
  );
}
