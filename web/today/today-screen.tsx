/** TodayScreen: its place, until it is built in a moment. */
export function TodayScreen(_: {
  tab?: 'ahead' | 'past';
  kinds?: string | undefined;
  day?: string | undefined;
}) {
  return <h1>TodayScreen</h1>;
}
