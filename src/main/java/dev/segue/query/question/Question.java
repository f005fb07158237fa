package dev.segue.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.segue.explain.UnanswerableInstant;
import dev.segue.membership.Customer;
import dev.segue.query.answer.Nullable;
import dev.segue.query.answer.customer.CustomerDescription;
import dev.segue.query.answer.customer.CustomerEntries;
import dev.segue.query.answer.customer.CustomerExplanation;
import dev.segue.query.answer.customer.CustomerIds;
import dev.segue.query.answer.customer.CustomerMemberships;
import dev.segue.query.answer.customer.CustomerPastMemberships;
import dev.segue.query.answer.segment.HistoryTally;
import dev.segue.query.answer.segment.MembersPart;
import dev.segue.query.answer.segment.Sampling;
import dev.segue.query.answer.segment.SetTally;
import dev.segue.query.answer.segment.VocabularyPart;
import dev.segue.query.answer.service.PartitionStanding;
import dev.segue.query.answer.service.Tally;
import dev.segue.query.state.LocalPartition;
import dev.segue.query.state.LocalPreviews;
import dev.segue.query.state.NotHere;
import dev.segue.query.state.PreviewOrder;
import dev.segue.query.state.PreviewPart;
import dev.segue.query.state.SegmentsInForce;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What may be asked of one partition, by whoever holds it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.MembershipsOf.class, name = "memberships"),
    @JsonSubTypes.Type(value = Question.PastMembershipsOf.class, name = "past-memberships"),
    @JsonSubTypes.Type(value = Question.ExplanationOf.class, name = "explanation"),
    @JsonSubTypes.Type(value = Question.DescriptionOf.class, name = "description"),
    @JsonSubTypes.Type(value = Question.EntriesOf.class, name = "entries"),
    @JsonSubTypes.Type(value = Question.TracesOf.class, name = "traces"),
    @JsonSubTypes.Type(value = Question.CustomersOf.class, name = "customers"),
    @JsonSubTypes.Type(value = Question.MembersOf.class, name = "members"),
    @JsonSubTypes.Type(value = Question.TallyOf.class, name = "tally"),
    @JsonSubTypes.Type(value = Question.StandingOf.class, name = "standing"),
    @JsonSubTypes.Type(value = Question.SetTallyOf.class, name = "set-tally"),
    @JsonSubTypes.Type(value = Question.VocabularyOf.class, name = "vocabulary"),
    @JsonSubTypes.Type(value = Question.HistoryOf.class, name = "history"),
    @JsonSubTypes.Type(value = Question.BeginPreview.class, name = "begin-preview"),
    @JsonSubTypes.Type(value = Question.PreviewOf.class, name = "preview"),
    @JsonSubTypes.Type(value = Question.CancelPreview.class, name = "cancel-preview")
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
            SegmentsInForce inForce = partition.segments();
            if (!inForce.has(segmentId)) {
                throw new NotHere("the segment is not in force yet where the customer is assigned");
            }
            Optional<Customer> customer = partition.customers().find(customerId);
            long clock = partition.progress().clock();
            return customer.map(known -> inForce.look(
                    outlook -> CustomerExplanation.of(known, segmentId, outlook, clock, staleness(partition))));
        }
    }

    /** All about a customer but the entries. */
    record DescriptionOf(String customerId) implements Question<CustomerDescription> {

        @Override
        public Class<CustomerDescription> answer() {
            return CustomerDescription.class;
        }

        @Override
        public Optional<CustomerDescription> ask(LocalPartition partition) throws NotHere {
            SegmentsInForce inForce = partition.segments();
            Optional<Customer> customer = partition.customers().find(customerId);
            long clock = partition.progress().clock();
            return customer.map(known ->
                    inForce.look(outlook -> CustomerDescription.of(known, outlook, clock, staleness(partition))));
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

    /** Known customers whose ids begin so. */
    record CustomersOf(String prefix, int limit) implements Question<CustomerIds> {

        @Override
        public Class<CustomerIds> answer() {
            return CustomerIds.class;
        }

        @Override
        public Optional<CustomerIds> ask(LocalPartition partition) {
            return Optional.of(new CustomerIds(partition.customers().ids(prefix, limit), staleness(partition)));
        }
    }

    /** Members of a segment whose ids begin so, from after one on. */
    record MembersOf(
            String segmentId, String prefix, @Nullable String after, int limit) implements Question<MembersPart> {

        @Override
        public Class<MembersPart> answer() {
            return MembersPart.class;
        }

        @Override
        public Optional<MembersPart> ask(LocalPartition partition) {
            return Optional.of(
                    new MembersPart(partition.members().page(segmentId, prefix, after, limit), staleness(partition)));
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

    /** How the partition stands, and who holds it. */
    record StandingOf() implements Question<PartitionStanding> {

        @Override
        public Class<PartitionStanding> answer() {
            return PartitionStanding.class;
        }

        @Override
        public Optional<PartitionStanding> ask(LocalPartition partition) {
            return Optional.of(new PartitionStanding(Tally.of(partition, staleness(partition)), partition.instance()));
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

    /** What some of the partition's customers have to write rules about. */
    record VocabularyOf(int sample) implements Question<VocabularyPart> {

        @Override
        public Class<VocabularyPart> answer() {
            return VocabularyPart.class;
        }

        @Override
        public Optional<VocabularyPart> ask(LocalPartition partition) {
            Sampling sampling = new Sampling();
            long now = partition.progress().clock();
            partition.customers().walk(null, customer -> sampling.look(customer, now, sample));
            return Optional.of(sampling.part(staleness(partition)));
        }
    }

    /** How the sizes of segments went, from a step on. */
    record HistoryOf(List<String> segmentIds, long firstStep) implements Question<HistoryTally> {

        @Override
        public Class<HistoryTally> answer() {
            return HistoryTally.class;
        }

        @Override
        public Optional<HistoryTally> ask(LocalPartition partition) {
            return Optional.of(HistoryTally.of(partition, segmentIds, firstStep, staleness(partition)));
        }
    }

    /** That the partition's customers be tried with drafts; a standby does not do that, nor the two below. */
    record BeginPreview(PreviewOrder order) implements Question<PreviewPart> {

        @Override
        public Class<PreviewPart> answer() {
            return PreviewPart.class;
        }

        @Override
        public Optional<PreviewPart> ask(LocalPartition partition) {
            return ofOwner(partition, previews -> previews.begin(order));
        }
    }

    /** How far a preview has come. */
    record PreviewOf(String id) implements Question<PreviewPart> {

        @Override
        public Class<PreviewPart> answer() {
            return PreviewPart.class;
        }

        @Override
        public Optional<PreviewPart> ask(LocalPartition partition) {
            return ofOwner(partition, previews -> previews.look(id));
        }
    }

    /** That a preview be given up. */
    record CancelPreview(String id) implements Question<PreviewPart> {

        @Override
        public Class<PreviewPart> answer() {
            return PreviewPart.class;
        }

        @Override
        public Optional<PreviewPart> ask(LocalPartition partition) {
            return ofOwner(partition, previews -> previews.cancel(id));
        }
    }

    private static Optional<PreviewPart> ofOwner(
            LocalPartition partition, Function<LocalPreviews, PreviewPart> question) {
        return partition.staleness().isPresent() ? Optional.empty() : Optional.of(question.apply(partition.previews()));
    }

    private static Long staleness(LocalPartition partition) {
        return partition.staleness().isPresent() ? partition.staleness().getAsLong() : null;
    }
}
