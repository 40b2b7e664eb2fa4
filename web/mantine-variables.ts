/** Writes Mantine's variables into the style sheet while building: at run time Mantine would put them into a style element, which the site's policy forbids. */
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { colorsUsed, theme } from './theme.ts';

const name = 'virtual:mantine-variables.css';
const resolvedName = `\0${name}`;

export function mantineVariables(): Plugin {
  return {
    name: 'mantine-variables',
    resolveId: (id) => (id === name ? resolvedName : undefined),
    load: (id) => (id === resolvedName ? writeVariables() : undefined),
  };
}

/** A colour's variable: its family stands where the first group is. */
const colorVariable = /^--mantine-color-([a-z]+)-/;

function writeVariables(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const unused = Object.keys(merged.colors).filter((color) => !colorsUsed.some((used) => used === color));
  const { variables, light, dark } = defaultCssVariablesResolver(merged);
  const keep = (all: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all).filter(([variable]) => !unused.includes(colorVariable.exec(variable)?.[1] ?? '')),
    );
  const scheme = (value: string): Record<string, string> => ({ '--mantine-color-scheme': value });
  return convertCssVariables(
    {
      variables: keep(variables),
      light: { ...scheme('light'), ...keep(light) },
      dark: { ...scheme('dark'), ...keep(dark) },
    },
    ':root',
  );
}
