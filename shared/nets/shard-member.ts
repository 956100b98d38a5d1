import type { Later } from "../later.ts";
import type { GangBuffers, Member, MemberSeat } from "./gang.ts";
import { type Round, takeSeat } from "./gang-member.ts";
import { copyFloats, floatsOf, phase, readParameters, shareGradient, shareUpdate, viewsOf } from "./shard-share.ts";
import type { ShardedStep } from "./sharded-step.ts";

/** Joins the gang that the run of another thread offers. `step` is that of the same training; what its blocks hold does not matter. */
export function joinShards(step: ShardedStep, buffers: GangBuffers, seat: MemberSeat): Member {
  const shared = viewsOf(step, buffers);
  /** Whether the others have changed their parts of the parameters since they were last read here. */
  let isStale = false;

  const load = (round: Round) => {
    step.parameters().set(shared.parameters);
    shared.states.forEach((state, i) => {
      copyFloats(state, step.state(i), floatsOf(step.count, round));
    });
    isStale = false;
  };
  const collect = (round: Round) => {
    shared.states.forEach((state, i) => {
      copyFloats(step.state(i), state, floatsOf(step.count, round));
    });
  };
  const gradient = (round: Round) => {
    if (isStale) readParameters(step, shared, round);
    isStale = false;
    return shareGradient(step, shared, round.argument, round);
  };
  const update = (round: Round) => {
    isStale = true;
    return shareUpdate(step, shared, round.argument, round);
  };
  const work: Record<number, (round: Round) => Later<void>> = {
    [phase.load]: load,
    [phase.gradient]: gradient,
    [phase.update]: update,
    [phase.collect]: collect,
  };
  return takeSeat(buffers.control, seat, (round) => work[round.phase](round));
}
