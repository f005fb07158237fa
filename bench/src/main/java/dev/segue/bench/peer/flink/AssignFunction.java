package dev.segue.bench.peer.flink;

import dev.segue.bench.peer.PeerSettings;
import dev.segue.bench.peer.history.Crossing;
import dev.segue.bench.peer.history.CustomerHistory;
import dev.segue.bench.peer.history.TenSegments;
import dev.segue.bench.peer.wire.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps events until the watermark has passed them, takes them in by time, and lets the same event-time timers evaluate at
 * the instants at which time alone turns a membership. Flink reads topics at their own pace, so without waiting the smaller
 * topic would be far ahead of the other and most crossings would be missed.
 */
final class AssignFunction extends KeyedProcessFunction<String, KeyedEvent, Change> {

    private static final long serialVersionUID = 1;
    /** At one millisecond clicks come before orders, then by offset: Flink's own order is not the same twice. */
    private static final Comparator<KeyedEvent> AT_ONE_INSTANT = Comparator.<KeyedEvent, Boolean>comparing(
                    keyed -> keyed.event().kind().isOrder())
            .thenComparing(KeyedEvent::offset);

    private final PeerSettings settings;
    private transient ValueState<CustomerHistory> histories;
    private transient MapState<Long, List<KeyedEvent>> waiting;

    AssignFunction(PeerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        histories = getRuntimeContext().getState(new ValueStateDescriptor<>("history", new HistorySerializer()));
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", LongSerializer.INSTANCE, new ListSerializer<>(new KeyedEventSerializer())));
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            System.out.println("running");
        }
    }

    @Override
    public void processElement(KeyedEvent keyed, Context context, Collector<Change> out) throws Exception {
        long time = keyed.event().occurredAt();
        long watermark = context.timerService().currentWatermark();
        if (time <= watermark) {
            evaluate(List.of(keyed), watermark, context, out); // later than the lateness allowed: as of now
            return;
        }
        List<KeyedEvent> ofThatTime = waiting.get(time);
        if (ofThatTime == null) {
            ofThatTime = new ArrayList<>(1);
            context.timerService().registerEventTimeTimer(time);
        }
        ofThatTime.add(keyed);
        waiting.put(time, ofThatTime);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Change> out) throws Exception {
        List<KeyedEvent> events = waiting.get(time);
        if (events == null) {
            evaluate(List.of(), time, context, out);
        } else {
            waiting.remove(time);
            events.sort(AT_ONE_INSTANT);
            evaluate(events, time, context, out);
        }
    }

    private void evaluate(List<KeyedEvent> events, long now, Context context, Collector<Change> out) throws Exception {
        CustomerHistory history = histories.value();
        if (history == null) {
            history = new CustomerHistory();
        }
        String customer = context.getCurrentKey();
        history.advance(now, crossing -> out.collect(Change.byTime(customer, crossing)));
        for (KeyedEvent event : events) {
            history.apply(event.event(), now, crossing -> out.collect(change(event, crossing)));
        }
        history.advance(now + 1, crossing -> out.collect(Change.byTime(customer, crossing)));
        schedule(history, now, context);
        histories.update(history);
    }

    /** A timer of an instant that moved later is left in place: to find it out then costs less than to remove it now. */
    private static void schedule(CustomerHistory history, long now, Context context) {
        if (history.scheduled() <= now) {
            history.scheduled(TenSegments.NEVER);
        }
        if (history.nextDue() < history.scheduled()) {
            context.timerService().registerEventTimeTimer(history.nextDue());
            history.scheduled(history.nextDue());
        }
    }

    private Change change(KeyedEvent keyed, Crossing crossing) {
        if (!crossing.byEvent()) {
            return Change.byTime(keyed.customerId(), crossing);
        }
        String topic = keyed.event().kind().isOrder() ? settings.purchases() : settings.clickstream();
        return Change.byEvent(
                keyed.customerId(),
                crossing,
                topic,
                keyed.partition(),
                keyed.offset(),
                keyed.event().eventId());
    }
}
