import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { useRef } from "react";
import { t } from "../../i18n";
import { IconButton } from "../IconButton";
import {
  IconBold,
  IconCode,
  IconItalic,
  IconListBullets,
  IconListNumbers,
  IconPaperclip,
  IconQuote,
  IconUnderline,
} from "../icons";
import classes from "./Editor.module.css";
import { LinkButton } from "./LinkButton";

/** The marks and blocks that mails can carry. */
export function Toolbar({ editor, onFiles }: { editor: Editor; onFiles?: (files: File[]) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      underline: now.isActive("underline"),
      bulletList: now.isActive("bulletList"),
      orderedList: now.isActive("orderedList"),
      blockquote: now.isActive("blockquote"),
      code: now.isActive("code"),
    }),
  });
  const chain = () => editor.chain().focus();
  const buttons = [
    {
      name: "bold",
      label: t("editor.bold"),
      keys: "Ctrl B",
      Icon: IconBold,
      run: () => chain().toggleBold().run(),
    },
    {
      name: "italic",
      label: t("editor.italic"),
      keys: "Ctrl I",
      Icon: IconItalic,
      run: () => chain().toggleItalic().run(),
    },
    {
      name: "underline",
      label: t("editor.underline"),
      keys: "Ctrl U",
      Icon: IconUnderline,
      run: () => chain().toggleUnderline().run(),
    },
    {
      name: "bulletList",
      label: t("editor.bullets"),
      Icon: IconListBullets,
      run: () => chain().toggleBulletList().run(),
    },
    {
      name: "orderedList",
      label: t("editor.numbers"),
      Icon: IconListNumbers,
      run: () => chain().toggleOrderedList().run(),
    },
    {
      name: "blockquote",
      label: t("editor.quote"),
      Icon: IconQuote,
      run: () => chain().toggleBlockquote().run(),
    },
    {
      name: "code",
      label: t("editor.code"),
      keys: "Ctrl E",
      Icon: IconCode,
      run: () => chain().toggleCode().run(),
    },
  ] as const;

  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t("editor.toolbar")}>
      {onFiles && (
        <>
          <IconButton label={t("editor.attach")} size={28} onClick={() => picker.current?.click()}>
            <IconPaperclip size={16} />
          </IconButton>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={t("editor.attach")}
            onChange={event => {
              onFiles([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </>
      )}
      {buttons.map(({ name, label, Icon, run, ...rest }) => (
        <IconButton
          key={name}
          label={label}
          keys={"keys" in rest ? rest.keys : undefined}
          size={28}
          aria-pressed={active[name]}
          className={classes.tool}
          onClick={run}
        >
          <Icon size={16} />
        </IconButton>
      ))}
      <LinkButton editor={editor} />
    </div>
  );
}
