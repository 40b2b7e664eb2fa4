/** The style sheet that the build writes from the theme. */
declare module 'virtual:mantine-variables.css';
