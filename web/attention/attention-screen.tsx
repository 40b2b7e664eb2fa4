/** AttentionScreen: its place, until it is built in a moment. */
export function AttentionScreen(_: {
  tab?: 'ahead' | 'past';
  kinds?: string | undefined;
  day?: string | undefined;
}) {
  return <h1>AttentionScreen</h1>;
}
