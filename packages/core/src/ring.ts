/**
 * A member of a doubly linked ring; alone, it is its own neighbour. Not a Set: under steady adding and deleting a Set makes
 * its table anew all the time, and each dead table holds on to the next, so that every request is carried into old space.
 */
export class Link {
  /** The next member. */
  after: Link = this;
  private before: Link = this;

  /** Takes its place just before `link`, which is behind all that came earlier. */
  join(link: Link): void {
    this.before = link.before;
    this.after = link;
    this.before.after = link.before = this;
  }

  /** Leaves the ring. */
  part(): void {
    this.before.after = this.after;
    this.after.before = this.before;
    this.before = this.after = this;
  }
}
