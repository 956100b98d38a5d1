import {
  askToLeave,
  endGang,
  type GangBuffers,
  gangSeats,
  isOpen,
  loseMember,
  membersAtWork,
} from "../../shared/nets/gang.ts";
import type { JobTask } from "./jobs.ts";
import type { Thread } from "./thread.ts";

/** How many members may fail at a task before nobody is sent to it any more. */
const failures = 3;
/** How long (ms) a member whose gang has ended may take to leave, before it is terminated. */
const grace = 2000;

/** A running task that several threads may work on, and those that help with it. */
export interface Gang {
  readonly work: JobTask;
  readonly leader: Thread;
  readonly buffers: GangBuffers;
  /** Members that are welcome. */
  readonly most: number;
  readonly members: Map<Thread, number>;
  nextSeat: number;
}

/** The gangs of a pool: who helps with what. Nobody is sent to one while ordinary work waits; that is for the pool to see. */
export class Gangs {
  readonly #gangs = new Map<JobTask, Gang>();
  readonly #failed = new WeakMap<JobTask, number>();

  /** The leader has memory to share; what it offered before is of no use any more. */
  offer(work: JobTask, leader: Thread, offered: { readonly buffers: GangBuffers; readonly members: number }): void {
    this.end(work);
    const { buffers, members: most } = offered;
    this.#gangs.set(work, { work, leader, buffers, most, members: new Map(), nextSeat: 0 });
  }

  /** The leader's order is over, or lost. */
  end(work: JobTask | undefined): void {
    const gang = work && this.#gangs.get(work);
    if (gang === undefined) return;
    this.#gangs.delete(gang.work);
    endGang(gang.buffers.control, "broken");
    for (const thread of gang.members.keys()) thread.stop(grace);
  }

  /** The gang that needs another thread most: of the most urgent job, then with the fewest members. */
  get neediest(): Gang | undefined {
    const open = [...this.#gangs.values()].filter((gang) => this.#lacks(gang) > 0);
    return open.sort((a, b) => a.work.job.priority - b.work.job.priority || a.members.size - b.members.size)[0];
  }

  /** How many more threads would help. */
  get lacking(): number {
    return [...this.#gangs.values()].reduce((sum, gang) => sum + this.#lacks(gang), 0);
  }

  /** Gives a thread the next seat of a gang. */
  seat(gang: Gang, thread: Thread): number {
    const seat = gang.nextSeat++;
    gang.members.set(thread, seat);
    return seat;
  }

  /** Threads that are at work on a running task. */
  threadsOn(work: JobTask): number {
    const gang = this.#gangs.get(work);
    return gang === undefined ? 1 : 1 + membersAtWork(gang.buffers.control);
  }

  /** The member's order is over. `failed`: not because it was asked to leave. */
  left(thread: Thread, failed: boolean): void {
    const gang = this.#gangOf(thread);
    const seat = gang?.members.get(thread);
    if (gang === undefined || seat === undefined) return;
    gang.members.delete(thread);
    if (!failed) return;
    this.#failed.set(gang.work, (this.#failed.get(gang.work) ?? 0) + 1);
    loseMember(gang.buffers.control, seat);
  }

  /** Asks a member to leave, of the least urgent job; false when there is none that was not asked before. */
  release(): boolean {
    const members = [...this.#gangs.values()]
      .sort((a, b) => b.work.job.priority - a.work.job.priority || b.members.size - a.members.size)
      .flatMap((gang) => [...gang.members].map(([thread, seat]) => ({ gang, thread, seat })));
    const member = members.find(({ thread }) => !thread.stopping);
    if (member === undefined) return false;
    askToLeave(member.gang.buffers.control, member.seat);
    member.thread.stop();
    return true;
  }

  #gangOf(thread: Thread): Gang | undefined {
    return [...this.#gangs.values()].find(({ members }) => members.has(thread));
  }

  #lacks({ work, leader, buffers, most, members, nextSeat }: Gang): number {
    if (leader.stopping || work.job.ended || !isOpen(buffers.control)) return 0;
    if ((this.#failed.get(work) ?? 0) >= failures) return 0;
    return Math.max(0, Math.min(most - members.size, gangSeats - nextSeat));
  }
}
