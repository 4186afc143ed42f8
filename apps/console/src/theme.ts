import type { ThemeConfig } from "antd";

/** What the page is set in; charts measure their words by it too. */
export const FONTS =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC Variable", sans-serif';

/** Wide, for a mouse; narrow, for a thumb: everything that is pressed is taller. */
export const themeOf = (wide: boolean): ThemeConfig => ({
  token: {
    controlHeight: wide ? 32 : 42,
    colorPrimary: "#0f7b5f",
    colorLink: "#0f7b5f",
    colorText: "#1f2421",
    colorTextSecondary: "#59615c",
    colorTextDescription: "#646c67",
    colorBgLayout: "#f6f5f2",
    borderRadius: 8,
    fontSize: 14,
    fontFamily: FONTS,
  },
  components: {
    Table: { headerBg: "#f8f7f5", headerSplitColor: "transparent" },
    Menu: { itemSelectedBg: "#e6f2ed", itemSelectedColor: "#0b5e49", itemHeight: 42 },
    Layout: { siderBg: "#ffffff", headerBg: "#ffffff", headerPadding: "0 24px" },
  },
});
