/** Something is going on and nobody knows how long: no percentage is invented. The title says what it is. */
export function Waiting() {
  return (
    <div class="waiting" aria-hidden="true">
      <span class="waiting-runner" />
    </div>
  );
}
