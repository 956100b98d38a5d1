import { words } from "../i18n/app.ts";
import { chooseLocale, locale, locales, t } from "../i18n/locale.ts";
import { Icon } from "../views/icon.tsx";
import { headerSlot, headerTitle } from "./header-slot.ts";
import { route } from "./router.ts";
import { chooseTheme, theme, themes } from "./theme.ts";

const themeWords = { system: words.themeSystem, light: words.themeLight, dark: words.themeDark };

/** Where one may go from a page that is no desk. */
const places = [
  { page: "home", href: "/", word: words.labs },
  { page: "glossary", href: "/glossary", word: words.glossary },
  { page: "links", href: "/links", word: words.myLinks },
] as const;

export function Header() {
  const title = headerTitle.value;
  const nextTheme = themes[(themes.indexOf(theme.value) + 1) % themes.length];
  return (
    <header class="header">
      <a class="brand" href="/" aria-label={t(words.name)}>
        <img src="/icon.svg" alt="" width="20" height="20" />
        <span class="brand-name">{t(words.name)}</span>
      </a>
      {title && (
        <span class="header-title">
          <strong>{t(title.lab)}</strong>
          <span class="soft header-family">{t(title.family)}</span>
        </span>
      )}
      {!title && (
        <nav class="header-places" aria-label={t(words.places)}>
          {places.map(({ page, href, word }) => (
            <a key={page} href={href} aria-current={route.value.page === page ? "page" : undefined}>
              {t(word)}
            </a>
          ))}
        </nav>
      )}
      <div class="header-tools">
        <fieldset class="switch" aria-label={t(words.language)}>
          {locales.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={locale.value === one}
              onClick={() => chooseLocale(one)}
            >
              {one.toUpperCase()}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          class="quiet icon"
          title={`${t(words.theme)}: ${t(themeWords[theme.value])}`}
          aria-label={`${t(words.theme)}: ${t(themeWords[theme.value])}`}
          onClick={() => chooseTheme(nextTheme)}
        >
          <Icon name={theme.value} />
        </button>
        {headerSlot.value?.()}
      </div>
    </header>
  );
}
