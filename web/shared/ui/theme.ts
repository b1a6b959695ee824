import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  Drawer,
  Input,
  Menu,
  Modal,
  type MantineColorsTuple,
  Popover,
  Tooltip,
} from "@mantine/core";

const shades = (name: string) =>
  Array.from({ length: 10 }, (_, shade) => `var(--hd-${name}-${shade})`) as unknown as MantineColorsTuple;

/** The id of what stands around everything that floats. */
export const floating = "floating";

const portalProps = { target: `#${floating}` };

/** The component library in our tokens: it names no colour of its own. */
export const theme = createTheme({
  colors: { accent: shades("accent"), red: shades("red") },
  primaryColor: "accent",
  primaryShade: 8,
  fontFamily: "var(--hd-font)",
  fontFamilyMonospace: "var(--hd-mono)",
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "6px", xl: "999px" },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.1875rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.4", xl: "1.3" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  fontWeights: { regular: "400", medium: "550", bold: "650" },
  shadows: {
    xs: "none",
    sm: "var(--hd-shadow)",
    md: "var(--hd-shadow)",
    lg: "var(--hd-shadow)",
    xl: "var(--hd-shadow)",
  },
  components: {
    InputWrapper: Input.Wrapper.extend({
      vars: () => ({
        label: {},
        error: { "--input-error-size": "var(--hd-size-small)" },
        description: { "--input-description-size": "var(--hd-size-small)" },
        success: {},
      }),
    }),
    Button: Button.extend({ defaultProps: { size: "xs" } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 30 } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        portalProps,
        openDelay: 350,
        events: { hover: true, focus: true, touch: false },
        transitionProps: { duration: 80 },
      },
    }),
    Menu: Menu.extend({
      defaultProps: {
        transitionProps: { duration: 80 },
        position: "bottom-start",
        withinPortal: true,
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({
      defaultProps: { portalProps, transitionProps: { duration: 80 }, position: "bottom-start" },
    }),
    Drawer: Drawer.extend({
      defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.28 } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 100, transition: "fade" },
        centered: true,
        overlayProps: { backgroundOpacity: 0.28 },
      },
      styles: { title: { lineHeight: 1.35, textWrap: "balance" } },
    }),
  },
});

const surfaces = {
  "--mantine-color-text": "var(--hd-ink)",
  "--mantine-color-bright": "var(--hd-ink)",
  "--mantine-color-body": "var(--hd-surface-float)",
  "--mantine-color-error": "var(--hd-red)",
  "--mantine-color-placeholder": "var(--hd-ink-3)",
  "--mantine-color-anchor": "var(--hd-accent-ink)",
  "--mantine-color-default": "var(--hd-surface-float)",
  "--mantine-color-default-hover": "var(--hd-hover)",
  "--mantine-color-default-color": "var(--hd-ink)",
  "--mantine-color-default-border": "var(--hd-line-strong)",
  "--mantine-color-dimmed": "var(--hd-ink-3)",
  "--mantine-color-accent-filled": "var(--hd-accent)",
  "--mantine-color-accent-filled-hover": "var(--hd-accent-hover)",
  "--mantine-color-accent-light": "var(--hd-agent-tint)",
  "--mantine-color-accent-light-hover": "var(--hd-selected)",
  "--mantine-color-accent-light-color": "var(--hd-accent-ink)",
  "--mantine-color-accent-outline": "var(--hd-accent-ink)",
  "--mantine-color-gray-light": "var(--hd-hover)",
  "--mantine-color-gray-light-hover": "var(--hd-press)",
  "--mantine-color-gray-light-color": "var(--hd-ink-2)",
  "--mantine-color-red-light-color": "var(--hd-red)",
  "--mantine-color-red-6": "var(--hd-red)",
  "--mantine-color-disabled": "var(--hd-hover)",
  "--mantine-color-disabled-color": "var(--hd-ink-3)",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
