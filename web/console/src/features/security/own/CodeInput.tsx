import { TextInput } from "@mantine/core";
import own from "../Security.module.css";

/** For a code of the app, or a recovery code: wide apart, without spaces, and filled in by those browsers that can. */
export function CodeInput(props: {
  label: string;
  description?: string;
  value: string;
  error?: string;
  letters?: boolean;
  autofocus?: boolean;
  onChange: (code: string) => void;
}) {
  const { label, description, value, error, letters, autofocus } = props;
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      error={error}
      autoComplete="one-time-code"
      inputMode={letters ? "text" : "numeric"}
      spellCheck={false}
      autoCapitalize="none"
      maxLength={24}
      classNames={{ input: own.code }}
      data-autofocus={autofocus || undefined}
      onChange={event => props.onChange(event.currentTarget.value.replace(/\s/g, ""))}
    />
  );
}
