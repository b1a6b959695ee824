/** The word that lets our own styles through the page's content security policy; empty where there is none. */
const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export const nonce = content.startsWith("__") ? "" : content;
