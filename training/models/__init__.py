"""Every network of the five papers, in one table."""

from typing import Final

from training.models import cnn_bilstm, hog_svm_cnn, mobilenet_happy, resnet_vgg, smile_scaling
from training.models.recipe import Recipe

MODELS: Final[dict[str, Recipe]] = {
    recipe.name: recipe
    for module in (hog_svm_cnn, cnn_bilstm, mobilenet_happy, smile_scaling, resnet_vgg)
    for recipe in module.RECIPES
}
"""By name, in the order in which reports show them."""
