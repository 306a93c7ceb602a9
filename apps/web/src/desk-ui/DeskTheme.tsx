// Ant Design dressed in our tokens, with the page's nonce on every style that it makes.
import { App, theme as antTheme, ConfigProvider, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useMemo } from 'react'
import { nonce } from '../api/settings.ts'
import { useLanguage } from '../i18n/words.ts'
import { type Theme, useTheme } from '../ui/theme.ts'

/** Our custom properties as Ant Design wants them: colours that it can calculate with. */
function themeOf(shown: Theme): ThemeConfig {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    algorithm: shown === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      // The accent is the primary act's alone: what is chosen, ticked or typed into is ink and link.
      colorPrimary: read('link'),
      colorInfo: read('link'),
      colorLink: read('link'),
      // A link is told by more than its colour.
      linkDecoration: 'underline',
      linkHoverDecoration: 'underline',
      colorWarning: read('warn'),
      colorError: read('state-defaulted'),
      colorSuccess: read('state-on-scene'),
      colorTextBase: read('ink'),
      // Small print and placeholders are to be read, too.
      colorTextDescription: read('ink-3'),
      colorTextPlaceholder: read('ink-3'),
      colorBgBase: read('raised'),
      colorBgLayout: read('paper'),
      colorBorder: read('rule-strong'),
      colorBorderSecondary: read('rule'),
      fontFamily: read('font'),
      fontSize: 15,
      lineHeight: 1.5,
      borderRadius: 4,
      controlHeight: 36,
      wireframe: false,
      motion: false,
    },
    components: {
      Button: {
        colorPrimary: read('accent'),
        colorPrimaryHover: read('accent-hover'),
        colorPrimaryActive: read('accent-hover'),
        primaryColor: read('on-accent'),
        primaryShadow: 'none',
        defaultShadow: 'none',
        fontWeight: 500,
      },
      // The accent is the primary act's alone.
      Tabs: {
        itemSelectedColor: read('ink'),
        itemHoverColor: read('ink'),
        itemActiveColor: read('ink'),
        inkBarColor: read('ink'),
      },
      Table: { headerBg: read('paper-2'), headerSplitColor: 'transparent', cellPaddingBlock: 8 },
    },
  }
}

export function DeskTheme({ children }: { readonly children: ReactNode }) {
  const tag = useLanguage()
  const shown = useTheme()
  const dress = useMemo(() => themeOf(shown), [shown])
  const csp = useMemo(() => ({ nonce: nonce() }), [])
  return (
    <ConfigProvider
      csp={csp}
      theme={dress}
      locale={tag === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}
