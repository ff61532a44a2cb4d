import { getRouteApi } from "@tanstack/react-router";
import { FeedbackPage } from "../../components/desk/feedback/feedback-page.tsx";

const feedback = getRouteApi("/signed-in/feedback");

export const Inbox = () => <FeedbackPage search={feedback.useSearch()} />;
