/** The site's colours and measures: Mantine's theme, from which the build also writes the style sheet of variables, since no style element may be made at run time. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Calm, and dark enough from the seventh on for white letters. */
const pine: MantineColorsTuple = [
  '#eaf6f4',
  '#d3ebe7',
  '#a6d6cf',
  '#76c0b5',
  '#4fab9f',
  '#2f958a',
  '#1b7d73',
  '#12685f',
  '#0d544d',
  '#083f3a',
];

/** The dark ground and what lies on it, with a breath of the same green. */
const dark: MantineColorsTuple = [
  '#e8efed',
  '#c9d4d1',
  '#a9b8b5',
  '#768783',
  '#4a5956',
  '#2d3836',
  '#222c2a',
  '#101615',
  '#0c1110',
  '#080c0b',
];

export const theme = createTheme({
  colors: { pine, dark },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  headings: { fontWeight: '650' },
  focusRing: 'auto',
});

/** Colours whose variables the style sheet carries; the others are never used. */
export const colorsUsed = ['pine', 'gray', 'dark', 'red'] as const;
