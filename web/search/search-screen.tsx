/** SearchScreen: its place, until it is built in a moment. */
export function SearchScreen(_: {
  tab?: 'ahead' | 'past';
  kinds?: string | undefined;
  day?: string | undefined;
}) {
  return <h1>SearchScreen</h1>;
}
