package dev.segue.query.answer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.segue.explain.UnanswerableInstant;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.query.state.LocalPartition;
import dev.segue.query.state.NotHere;
import dev.segue.query.state.SegmentsInForce;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may be asked of one partition, by whoever holds it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.MembershipsOf.class, name = "memberships"),
    @JsonSubTypes.Type(value = Question.PastMembershipsOf.class, name = "past-memberships"),
    @JsonSubTypes.Type(value = Question.ExplanationOf.class, name = "explanation"),
    @JsonSubTypes.Type(value = Question.DescriptionOf.class, name = "description"),
    @JsonSubTypes.Type(value = Question.EntriesOf.class, name = "entries"),
    @JsonSubTypes.Type(value = Question.TracesOf.class, name = "traces"),
    @JsonSubTypes.Type(value = Question.MembersOf.class, name = "members"),
    @JsonSubTypes.Type(value = Question.TallyOf.class, name = "tally"),
    @JsonSubTypes.Type(value = Question.SetTallyOf.class, name = "set-tally")
})
public sealed interface Question<A> {

    /** The answer's class. */
    @JsonIgnore
    Class<A> answer();

    /**
     * The answer; empty where it asks of a customer who is not known.
     *
     * @throws NotHere where the partition cannot tell yet
     */
    Optional<A> ask(LocalPartition partition) throws NotHere;

    /** What a customer is in. */
    record MembershipsOf(String customerId) implements Question<CustomerMemberships> {

        @Override
        public Class<CustomerMemberships> answer() {
            return CustomerMemberships.class;
        }

        @Override
        public Optional<CustomerMemberships> ask(LocalPartition partition) {
            return partition
                    .customers()
                    .findStanding(customerId)
                    .map(customer -> CustomerMemberships.of(customer, staleness(partition)));
        }
    }

    /** What a customer was in at an instant; refuses one that is out of reach with an {@link UnanswerableInstant}. */
    record PastMembershipsOf(String customerId, long at) implements Question<CustomerPastMemberships> {

        @Override
        public Class<CustomerPastMemberships> answer() {
            return CustomerPastMemberships.class;
        }

        @Override
        public Optional<CustomerPastMemberships> ask(LocalPartition partition) throws NotHere {
            SegmentsInForce inForce = partition.segments();
            long clock = partition.progress().clock();
            if (partition.staleness().isPresent() && at > clock) {
                throw new NotHere("a standby has not come to that instant yet, but the owner may have");
            }
            return partition
                    .customers()
                    .findPast(customerId)
                    .map(past -> CustomerPastMemberships.of(past, at, clock, inForce, staleness(partition)));
        }
    }

    /** Why a customer is in a segment, or is not. */
    record ExplanationOf(String customerId, String segmentId) implements Question<CustomerExplanation> {

        @Override
        public Class<CustomerExplanation> answer() {
            return CustomerExplanation.class;
        }

        @Override
        public Optional<CustomerExplanation> ask(LocalPartition partition) throws NotHere {
            Outlook outlook = partition.segments().outlook();
            if (outlook.segment(segmentId) == null) {
                throw new NotHere("the segment is not in force yet where the customer is assigned");
            }
            Optional<Customer> customer = partition.customers().find(customerId);
            long clock = partition.progress().clock();
            return customer.map(
                    known -> CustomerExplanation.of(known, segmentId, outlook, clock, staleness(partition)));
        }
    }

    /** All about a customer but the entries. */
    record DescriptionOf(String customerId) implements Question<CustomerDescription> {

        @Override
        public Class<CustomerDescription> answer() {
            return CustomerDescription.class;
        }

        @Override
        public Optional<CustomerDescription> ask(LocalPartition partition) {
            long now = partition.progress().clock();
            return partition
                    .customers()
                    .find(customerId)
                    .map(customer -> CustomerDescription.of(customer, now, staleness(partition)));
        }
    }

    /** A page of a customer's entries before an instant. */
    record EntriesOf(String customerId, int limit, long before) implements Question<CustomerEntries> {

        @Override
        public Class<CustomerEntries> answer() {
            return CustomerEntries.class;
        }

        @Override
        public Optional<CustomerEntries> ask(LocalPartition partition) {
            long now = partition.progress().clock();
            return partition
                    .customers()
                    .find(customerId)
                    .map(customer -> CustomerEntries.of(customer, now, limit, before, staleness(partition)));
        }
    }

    /** How many records the stores hold of somebody, known or not. */
    record TracesOf(String customerId, List<String> segmentIds) implements Question<TracesOf.Traces> {

        /** Records by store. */
        public record Traces(Map<String, Integer> stores) {}

        @Override
        public Class<Traces> answer() {
            return Traces.class;
        }

        @Override
        public Optional<Traces> ask(LocalPartition partition) {
            return Optional.of(new Traces(partition.customers().traces(customerId, segmentIds)));
        }
    }

    /** Members of a segment, from after one on. */
    record MembersOf(String segmentId, @Nullable String after, int limit) implements Question<MembersPart> {

        @Override
        public Class<MembersPart> answer() {
            return MembersPart.class;
        }

        @Override
        public Optional<MembersPart> ask(LocalPartition partition) {
            return Optional.of(
                    new MembersPart(partition.members().page(segmentId, after, limit), staleness(partition)));
        }
    }

    /** What is counted, and how far the task is. */
    record TallyOf() implements Question<Tally> {

        @Override
        public Class<Tally> answer() {
            return Tally.class;
        }

        @Override
        public Optional<Tally> ask(LocalPartition partition) {
            return Optional.of(Tally.of(partition, staleness(partition)));
        }
    }

    /** What is counted of the segments with regard to each other. */
    record SetTallyOf() implements Question<SetTally> {

        @Override
        public Class<SetTally> answer() {
            return SetTally.class;
        }

        @Override
        public Optional<SetTally> ask(LocalPartition partition) {
            return Optional.of(SetTally.of(partition, staleness(partition)));
        }
    }

    private static Long staleness(LocalPartition partition) {
        return partition.staleness().isPresent() ? partition.staleness().getAsLong() : null;
    }
}
