import { Button, Popover } from "@mantine/core";
import { useEditorState, type Editor } from "@tiptap/react";
import { useState } from "react";
import { t } from "../../i18n";
import { IconButton } from "../IconButton";
import { IconLink } from "../icons";
import classes from "./Editor.module.css";

/** Makes a link of what is selected, changes it or takes it away. */
export function LinkButton({ editor }: { editor: Editor }) {
  const [opened, setOpened] = useState(false);
  const [address, setAddress] = useState("");
  const isLink = useEditorState({ editor, selector: ({ editor: now }) => now.isActive("link") });

  const open = () => {
    setAddress(String(editor.getAttributes("link").href ?? ""));
    setOpened(!opened);
  };
  const store = () => {
    const chain = editor.chain().focus().extendMarkRange("link");
    const href = address.trim() && (/^[a-z]+:/i.test(address) ? address.trim() : `https://${address.trim()}`);
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !isLink)
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    setOpened(false);
  };

  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withinPortal position="top-start">
      <Popover.Target>
        <IconButton
          label={t("editor.link")}
          size={28}
          aria-pressed={isLink}
          className={classes.tool}
          onClick={open}
        >
          <IconLink size={16} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <form
          className={classes.link}
          onSubmit={event => {
            event.preventDefault();
            event.stopPropagation();
            store();
          }}
        >
          <input
            className={classes.address}
            value={address}
            inputMode="url"
            placeholder="https://"
            aria-label={t("editor.linkAddress")}
            data-autofocus
            onChange={event => setAddress(event.currentTarget.value)}
          />
          <Button type="submit" size="compact-sm">
            {address.trim() || !isLink ? t("editor.setLink") : t("editor.removeLink")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
